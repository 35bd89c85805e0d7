/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.conn.DnsResolver;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.conn.SystemDefaultDnsResolver;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.platform.web.address.IpAddressRanges;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends outbound requests without redirects, cookies, proxies and decompression, within time and
 * size limits.
 */
@Component(configurationPid = OutboundConfig.PID)
@Designate(ocd = OutboundConfig.class)
public final class SsrfSafeHttpClient implements OutboundHttpClient {

  private static final Logger LOG = LoggerFactory.getLogger(SsrfSafeHttpClient.class);
  private static final int MAX_HEADERS = 100;
  // Common servers close idle connections after 5 s or more; a request on a connection that is
  // being closed fails.
  private static final Duration REUSE = Duration.ofSeconds(4);

  private final SsrfSafeDnsResolver names;
  private final CloseableHttpClient reusing;
  private final CloseableHttpClient connecting;
  private final OutboundConcurrencyLimiter places;
  private final ScheduledExecutorService deadlines;

  @Activate
  public SsrfSafeHttpClient(OutboundConfig config) {
    this(
        SystemDefaultDnsResolver.INSTANCE,
        IpAddressRanges.of(config.allowedNetworks()),
        config.maxConcurrent());
  }

  SsrfSafeHttpClient(DnsResolver resolver, IpAddressRanges allowed, int maxConcurrent) {
    this(resolver, allowed, maxConcurrent, REUSE);
  }

  SsrfSafeHttpClient(
      DnsResolver resolver, IpAddressRanges allowed, int maxConcurrent, Duration reuse) {
    this.names = new SsrfSafeDnsResolver(resolver, allowed);
    this.places = new OutboundConcurrencyLimiter(maxConcurrent);
    HttpClientFactory clients = new HttpClientFactory(names, maxConcurrent);
    this.reusing = clients.reusing(reuse);
    this.connecting = clients.connecting();
    this.deadlines =
        new ScheduledThreadPoolExecutor(
            1, DaemonThreadFactory.named("lumoauth-outbound-deadlines"));
  }

  @Deactivate
  void close() throws IOException {
    deadlines.shutdownNow();
    reusing.close();
    connecting.close();
  }

  @Override
  public OutboundResponse send(OutboundRequest request) throws OutboundException {
    requireAllowed(request);
    try (OutboundConcurrencyLimiter.ConcurrencyPermit taken =
        places
            .tryAcquire(request)
            .orElseThrow(() -> failed(request, "too many requests are in progress", "limit"))) {
      return exchange(request);
    }
  }

  private OutboundResponse exchange(OutboundRequest request) throws OutboundException {
    long began = System.nanoTime();
    HttpUriRequest wire = wire(request);
    // Socket timeouts restart with every byte; this deadline does not.
    ScheduledFuture<?> deadline =
        deadlines.schedule(wire::abort, request.timeout().toMillis(), TimeUnit.MILLISECONDS);
    CloseableHttpClient client = request.isOnNewConnection() ? connecting : reusing;
    try (CloseableHttpResponse response = client.execute(wire)) {
      OutboundResponse answer =
          new OutboundResponse(
              response.getStatusLine().getStatusCode(),
              headers(response),
              body(response.getEntity(), request.maxBytes()));
      LOG.debug(
          "outbound_sent purpose={} host={} status={} millis={}",
          request.purpose(),
          request.uri().getHost(),
          answer.status(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
      return answer;
    } catch (SsrfSafeDnsResolver.RefusedHostException e) {
      throw refused(request, "the host resolves to an address that must not be called");
    } catch (IOException e) {
      boolean late =
          wire.isAborted() || e instanceof SocketTimeoutException; // whichever comes first
      throw failed(request, late ? "no response in time" : reason(e), e.getClass().getSimpleName());
    } finally {
      deadline.cancel(false);
    }
  }

  @Override
  public void requireAllowedUrl(URI uri) throws OutboundException {
    if (uri.getHost() == null || names.isRefusedAsWritten(bare(uri))) {
      throw new OutboundException("the host is invalid or has a special-use address", true);
    }
    if (!"https".equalsIgnoreCase(uri.getScheme()) && !names.canBeAllowed(bare(uri))) {
      throw new OutboundException("the URL must use https", true);
    }
  }

  private void requireAllowed(OutboundRequest request) throws OutboundException {
    URI uri = request.uri();
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw refused(request, "the URL has no host, or contains user information");
    }
    if ("https".equalsIgnoreCase(uri.getScheme())) {
      return;
    }
    try {
      if ("http".equalsIgnoreCase(uri.getScheme()) && names.isAllowedByOperator(bare(uri))) {
        return;
      }
    } catch (IOException e) {
      throw failed(request, "the host is unknown", e.getClass().getSimpleName());
    }
    throw refused(request, "the URL must use https");
  }

  private static String bare(URI uri) {
    return uri.getHost().replaceAll("[\\[\\]]", "");
  }

  private static HttpUriRequest wire(OutboundRequest request) {
    int millis = (int) Math.min(request.timeout().toMillis(), Integer.MAX_VALUE);
    RequestBuilder builder =
        RequestBuilder.create(request.method())
            .setUri(request.uri())
            .setConfig(
                RequestConfig.custom()
                    .setConnectTimeout(millis)
                    .setConnectionRequestTimeout(millis)
                    .setSocketTimeout(millis)
                    .setRedirectsEnabled(false)
                    .setCookieSpec(CookieSpecs.IGNORE_COOKIES)
                    .build());
    request.headers().forEach(builder::setHeader);
    request.body().ifPresent(body -> builder.setEntity(new ByteArrayEntity(body)));
    return builder.build();
  }

  private static Map<String, List<String>> headers(HttpResponse response) throws IOException {
    Header[] all = response.getAllHeaders();
    if (all.length > MAX_HEADERS) {
      throw new IOException("too many headers");
    }
    Map<String, List<String>> headers = new HashMap<>();
    for (Header header : all) {
      headers
          .computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(header.getValue());
    }
    return headers;
  }

  private static byte[] body(HttpEntity entity, int maxBytes) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    try (InputStream in = entity.getContent()) {
      byte[] body = in.readNBytes(maxBytes + 1);
      if (body.length > maxBytes) {
        throw new IOException("the response is larger than " + maxBytes + " bytes");
      }
      return body;
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static OutboundException refused(OutboundRequest request, String why) {
    LOG.warn(
        "outbound_refused purpose={} host={} reason={}",
        request.purpose(),
        request.uri().getHost(),
        why);
    return new OutboundException(why, true);
  }

  /**
   * Logs the failure and creates its exception.
   *
   * @param cause the class of the exception, or the limit that was reached
   */
  private static OutboundException failed(OutboundRequest request, String why, String cause) {
    LOG.warn(
        "outbound_failed purpose={} host={} cause={} reason={}",
        request.purpose(),
        request.uri().getHost(),
        cause,
        why);
    return new OutboundException(why, false);
  }
}
