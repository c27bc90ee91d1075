"""A small Discord on loopback: real HTTP and a real websocket, with faults and limits on demand.

::

    world = World()
    channel = world.add_channel(world.add_guild())
    async with stand_in(world, faults=[Rule("send", accepted_then_dropped())]) as discord:
        ...  # a process calls `point_discord_py_at(discord.port)` and runs its bot
        await discord.ready()
        assert len(world.history(channel)) == 1

Where a behaviour has no source beside it, it follows https://docs.discord.com/developers.
Not here: threads that archive by themselves, the system messages of threads and of ended polls,
votes, reactions, private threads, and whatever needs another intent than that for guilds.
"""
