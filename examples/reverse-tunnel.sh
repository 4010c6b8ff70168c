#!/usr/bin/env bash
# Let people join a session on this computer through a host that they can reach.
#
#   ./reverse-tunnel.sh bastion.example.org            people use it as a jump host
#   ./reverse-tunnel.sh bastion.example.org --public   they reach its port directly
#
# The session's own SSH runs through the tunnel unopened, so the host in between sees who connects
# and when, and none of the text. People check the fingerprint of `retro host-key`, not that of
# the host in between. --public needs `GatewayPorts clientspecified` in the sshd_config there.
set -euo pipefail

host=${1:-}
public=${2:-}
port=${RETRO_PORT:-2222}

if [[ ! $host =~ ^([A-Za-z0-9][A-Za-z0-9._-]*@)?[A-Za-z0-9][A-Za-z0-9._-]*$ ]] ||
  [[ ! $port =~ ^[0-9]{1,5}$ ]] || [[ -n $public && $public != --public ]]; then
  echo "usage: $0 [USER@]HOST [--public]" >&2
  exit 2
fi

if [[ $public == --public ]]; then
  echo "People type:  ssh -p $port CODE@${host#*@}"
  bind=0.0.0.0
else
  echo "People type:  ssh -J ${host#*@} -o HostKeyAlias=retro-team -p $port CODE@127.0.0.1"
  bind=127.0.0.1
fi
echo "Ctrl+C closes the tunnel."

exec ssh -N -o ExitOnForwardFailure=yes -o ServerAliveInterval=15 -o ServerAliveCountMax=3 \
  -R "$bind:$port:127.0.0.1:$port" -- "$host"
