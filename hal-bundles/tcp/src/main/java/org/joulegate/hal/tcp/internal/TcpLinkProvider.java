package org.joulegate.hal.tcp.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.joulegate.hal.api.HostAndPort;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkException.Reason;
import org.joulegate.hal.api.LinkOptions;
import org.joulegate.hal.api.LinkProvider;
import org.joulegate.hal.api.OpenLinks;
import org.joulegate.hal.api.SerialLink;
import org.joulegate.hal.api.recording.RecordingLink;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to a serial server that hands bytes on as they are.
 *
 * <p>Options: {@code connect-timeout} (5s); {@code keepalive} (30s: after that much silence the far
 * end is asked whether it still lives, and after three questions without answer, a third of that
 * time apart, the line is lost); {@code record}.
 */
@Component(service = LinkProvider.class)
public final class TcpLinkProvider implements LinkProvider {
  private static final Logger LOG = LoggerFactory.getLogger(TcpLinkProvider.class);
  private static final int PROBES = 3;

  private final OpenLinks links = new OpenLinks();

  /** For the component runtime. */
  @Activate
  public TcpLinkProvider() {
    // Nothing to set: a connection carries its options in its address.
  }

  /** Ends the open links. */
  @Deactivate
  public void stop() {
    links.close();
  }

  @Override
  public Set<String> schemes() {
    return Set.of("tcp");
  }

  @Override
  public SerialLink open(LinkAddress address) throws LinkException {
    HostAndPort target = address.hostAndPort();
    LinkOptions options = new LinkOptions(address);
    Duration connect =
        options.duration(
            "connect-timeout", Duration.ofMillis(1), Duration.ofMinutes(2), Duration.ofSeconds(5));
    Duration keepAlive =
        options.duration(
            "keepalive", Duration.ofSeconds(3), Duration.ofHours(2), Duration.ofSeconds(30));
    Optional<Path> recording = RecordingLink.file(options);
    if (address.options().containsKey("rfc2217")) {
      throw new LinkException(
          Reason.BAD_ADDRESS,
          address
              + ": RFC 2217 is not spoken; set the serial server to raw TCP and its speed there");
    }
    options.refuseOthers();
    SocketChannel channel = connect(address, target, connect, keepAlive);
    SerialLink link = links.add(link(address, channel));
    return RecordingLink.wrap(link, recording, LOG::warn);
  }

  private SerialLink link(LinkAddress address, SocketChannel channel) throws LinkException {
    try {
      return new TcpLink(address, channel, links::remove);
    } catch (IOException e) {
      closeQuietly(channel);
      throw new LinkException(Reason.IO, address + ": " + e.getMessage(), e);
    }
  }

  private static SocketChannel connect(
      LinkAddress address, HostAndPort target, Duration timeout, Duration keepAlive)
      throws LinkException {
    InetSocketAddress socket = new InetSocketAddress(target.host(), target.port());
    if (socket.isUnresolved()) {
      throw new LinkException(
          Reason.NOT_FOUND, address + ": the name " + target.host() + " is not known");
    }
    SocketChannel channel = null;
    try {
      channel = SocketChannel.open();
      setOptions(channel, keepAlive);
      channel.socket().connect(socket, (int) timeout.toMillis());
      return channel;
    } catch (IOException e) {
      if (channel != null) {
        closeQuietly(channel);
      }
      throw explain(address, timeout, e);
    }
  }

  private static void setOptions(SocketChannel channel, Duration keepAlive) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    int seconds = (int) keepAlive.toSeconds();
    if (channel.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
      channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, seconds);
      channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, Math.max(1, seconds / PROBES));
      channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
    }
  }

  private static LinkException explain(LinkAddress address, Duration timeout, IOException e) {
    if (e instanceof SocketTimeoutException) {
      return new LinkException(
          Reason.NOT_FOUND, address + ": no answer within " + timeout.toMillis() + " ms", e);
    }
    if (e instanceof NoRouteToHostException) {
      return new LinkException(Reason.NOT_FOUND, address + ": no way leads there", e);
    }
    if (e instanceof ConnectException) {
      return new LinkException(
          Reason.NOT_FOUND, address + ": nobody listens there (" + e.getMessage() + ")", e);
    }
    if (e instanceof ClosedByInterruptException) {
      return new LinkException(Reason.INTERRUPTED, address + ": the connecting was interrupted", e);
    }
    return new LinkException(Reason.IO, address + ": " + e.getMessage(), e);
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("closing failed", e);
    }
  }
}
