"""What redis-py does with a server whose port is the only argument: prints one line of JSON."""
import json
import sys
import threading

import redis

port = int(sys.argv[1])
server = redis.Redis(port=port, decode_responses=True)
told = {}

server.flushall()
told['string'] = [server.set('s', 'väl ue', ex=100), server.get('s'), server.ttl('s'), server.get('none')]
told['hash'] = [server.hset('h', mapping={'a': 1, 'b': 2}), server.hgetall('h')]
told['list'] = [server.rpush('l', 'a', 'b', 'c'), server.lrange('l', 0, -1), server.lpos('l', 'b')]
told['set'] = [server.sadd('set', 'x', 'y'), sorted(server.smembers('set'))]
told['zset'] = [server.zadd('z', {'a': 1.5, 'b': 2}), server.zrange('z', 0, -1, withscores=True)]
told['stream'] = [server.xadd('st', {'f': 'v'}, id='1-1'), server.xrange('st')]
told['geo'] = [server.geoadd('geo', (126.978, 37.5665, 'Seoul')), server.geohash('geo', 'Seoul')]
told['bits'] = [server.setbit('bits', 7, 1), server.bitcount('bits')]
told['hll'] = [server.pfadd('hll', 'a', 'b'), server.pfcount('hll')]
try:
    server.lpush('s', 'x')
except redis.ResponseError as error:
    told['error'] = str(error)

raw = redis.Redis(port=port)
raw.set('bytes', bytes(range(256)))
told['bytes'] = raw.get('bytes') == bytes(range(256))
told['restored'] = [raw.restore('copy', 0, raw.dump('z')) == b'OK', server.zscore('copy', 'a')]

with server.pipeline() as pipe:
    pipe.set('m', 1).incr('m').get('m')
    told['transaction'] = pipe.execute()
with server.pipeline() as pipe:
    pipe.watch('m')
    raw.set('m', 9)
    pipe.multi()
    pipe.set('m', 0)
    try:
        pipe.execute()
    except redis.WatchError:
        told['watch'] = server.get('m')
with server.pipeline(transaction=False) as pipe:
    for i in range(1000):
        pipe.incr('n')
    told['pipeline'] = pipe.execute()[-1]

waiting = redis.Redis(port=port, decode_responses=True)
popped = []
thread = threading.Thread(target=lambda: popped.append(waiting.blpop(['q1', 'q2'], timeout=10)))
thread.start()
while server.info('clients')['blocked_clients'] == 0:
    pass
server.rpush('q2', 'job')
thread.join()
told['blocking'] = popped

heard = server.pubsub()
heard.subscribe('news')
heard.psubscribe('n*')
messages = [heard.get_message(timeout=10) for _ in range(2)]
server.publish('news', 'hello')
messages += [heard.get_message(timeout=10) for _ in range(2)]
told['pubsub'] = [[m['type'], m['channel'], m['data']] for m in messages]
heard.close()

script = server.register_script('return redis.call("INCRBY", KEYS[1], ARGV[1])')
told['script'] = [script(keys=['lua'], args=[5]), script(keys=['lua'], args=[2])]
server.mset({f'scan:{i}': i for i in range(300)})
told['scan'] = len(set(server.scan_iter(match='scan:*', count=20)))
with server.lock('lock', timeout=5) as lock:
    told['lock'] = lock.owned()
told['info'] = [server.info('server')['redis_version'], server.command_count(), server.dbsize() > 300]
told['config'] = server.config_get('maxmemory')
told['acl'] = [server.acl_whoami(), len(server.acl_cat())]
print(json.dumps(told))
