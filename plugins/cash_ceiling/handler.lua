return {
  api_level = 1,

  judge = function(params, facts)
    local при_себе = facts.cash and facts.cash.on_hand_kop or 0
    return { case = при_себе > params.ceiling and "over" or "within", values = { on_hand_kop = при_себе } }
  end,
}
