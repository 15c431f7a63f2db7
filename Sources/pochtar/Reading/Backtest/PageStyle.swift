/// How a page looks: on a phone and on a wide screen, by day and by night, and on paper.
enum PageStyle {
    static let sheet = """
        :root { color-scheme: light dark;
          --ground: #f4f5f7; --card: #ffffff; --ink: #1b212b; --soft: #596272; --line: #dde1e7; --bar: #5b7fb5;
          --mark: #b3261e; --pass: #1c7c4a; --warn: #b07a00; --unsure: #c05a00; --fail: #b3261e; --none: #7b8493; }
        @media (prefers-color-scheme: dark) { :root {
          --ground: #12151a; --card: #1b2028; --ink: #e7eaf0; --soft: #a0a9b7; --line: #303844; --bar: #7096d1;
          --mark: #ff8a80; --pass: #5fc38d; --warn: #e3b341; --unsure: #ff9d4d; --fail: #ff8a80; --none: #8d97a6; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
          -webkit-text-size-adjust: 100%; }
        main { max-width: 1120px; margin: 0 auto; padding: 24px 16px 48px; }
        h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 2.25rem); line-height: 1.2; margin: 4px 0 12px;
          text-wrap: balance; }
        h2 { font-size: 1.25rem; line-height: 1.3; margin: 40px 0 12px; }
        h3 { font-size: 1.0625rem; line-height: 1.35; margin: 0; }
        h4 { font-size: .9375rem; line-height: 1.35; margin: 0 0 2px; }
        .scroll + h4 { margin-top: 12px; }
        p { margin: 0 0 8px; }
        .soft, caption, dt { color: var(--soft); font-size: .875rem; }
        code { font: .8125rem/1.4 ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace;
          color: var(--soft); overflow-wrap: anywhere; }
        dl { display: flex; flex-wrap: wrap; gap: 4px 28px; margin: 0 0 20px; }
        dl div { display: flex; gap: 8px; align-items: baseline; }
        dd { margin: 0; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; }
        .tile, article, .card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
        .tile { padding: 12px 16px; }
        .tile p { margin: 0; }
        .tile .figure { font-size: 1.625rem; line-height: 1.25; font-weight: 650; }
        .card { padding: 4px 16px 8px; }
        article { padding: 16px; margin: 0 0 16px; }
        .about { margin: 2px 0 12px; }
        .halves { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 32px; }
        .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(290px, 100%), 1fr));
          gap: 20px 28px; margin-top: 16px; padding-top: 16px; border-top: 1px solid var(--line); }
        @media (min-width: 860px) { .halves { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
        caption { text-align: left; padding: 8px 0 4px; }
        th, td { padding: 6px 12px 6px 0; text-align: left; vertical-align: baseline; font-weight: 400;
          border-top: 1px solid var(--line); }
        thead th { border-top: 0; color: var(--soft); font-size: .8125rem; }
        th:last-child, td:last-child { padding-right: 0; }
        .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .note { display: block; color: var(--soft); font-size: .8125rem; }
        .outcome { white-space: nowrap; }
        .outcome::before { content: ""; display: inline-block; width: .625em; height: .625em; border-radius: 50%;
          margin-right: .45em; background: var(--none); }
        .pass::before { background: var(--pass); } .warn::before { background: var(--warn); }
        .unsure::before { background: var(--unsure); border-radius: 2px; } .fail::before { background: var(--fail); }
        ul { margin: 4px 0 12px; padding: 0; list-style: none; font-size: .875rem; }
        li { padding: 6px 0 6px 12px; border-left: 3px solid var(--line); margin: 0 0 6px; overflow-wrap: anywhere; }
        li p { margin: 0; }
        details { margin: 0 0 8px; }
        summary { cursor: pointer; padding: 8px 0; }
        details article { margin-top: 8px; }
        a:focus-visible, summary:focus-visible { outline: 2px solid var(--bar); outline-offset: 2px; }
        svg { display: block; width: 100%; max-width: 420px; height: auto; overflow: visible; }
        .curves svg { max-width: 720px; }
        svg text { font-size: 12px; fill: var(--ink); font-variant-numeric: tabular-nums; }
        svg .label { fill: var(--soft); }
        svg .bar { fill: var(--bar); }
        svg line.threshold { stroke: var(--mark); stroke-width: 1.5; stroke-dasharray: 5 3; }
        svg text.threshold { fill: var(--mark); font-weight: 600; }
        svg .grid { stroke: var(--line); }
        svg .curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
        svg .curve.fail { stroke: var(--fail); }
        svg .curve.unsure { stroke: var(--unsure); stroke-dasharray: 6 4; }
        svg .mark.fail { fill: var(--fail); } svg .mark.unsure { fill: var(--unsure); }
        svg text.count { paint-order: stroke; stroke: var(--card); stroke-width: 3px; stroke-linejoin: round; }
        svg text.count.fail { fill: var(--fail); } svg text.count.unsure { fill: var(--unsure); }
        @media (max-width: 480px) { main { padding: 16px 12px 32px; } .card, article { padding-inline: 12px; }
          table { font-size: .875rem; } th, td { padding-right: 8px; }
          .outcome { white-space: normal; display: inline-block; } }
        footer { margin-top: 40px; }
        @media print { body { background: #ffffff; } article, .tile { break-inside: avoid; } }
        """
}
