/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.ssf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/** A receiver of pushed events (RFC 8935), and what it got. */
final class PushEventReceiver implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  /**
   * A push.
   *
   * @param arrivedAt when, by {@link System#nanoTime}
   * @param answered the status that it was answered with
   */
  record PushedEvent(
      String token, String contentType, String authorization, long arrivedAt, int answered) {

    JsonNode claims() {
      return UnverifiedJwt.claims(token);
    }
  }

  private final HttpServer server;
  private final BlockingQueue<PushedEvent> pushed = new LinkedBlockingQueue<>();
  private volatile IntSupplier status = () -> 202;
  private volatile String error = "";

  PushEventReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/events", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
  }

  /** From now on it answers so. */
  void answer(int code) {
    status = () -> code;
  }

  /** From now on it calls every token wrong. */
  void refuse(String err) {
    error =
        """
        {"err":"%s","description":"no"}"""
            .formatted(err);
    answer(400);
  }

  private void handle(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    String token = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
    var headers = exchange.getRequestHeaders();
    int code = status.getAsInt();
    pushed.add(
        new PushedEvent(
            token, headers.getFirst("Content-Type"), headers.getFirst("Authorization"), now, code));
    byte[] body = error.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  /** The next push. */
  PushedEvent next() throws InterruptedException {
    PushedEvent next = pushed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was pushed");
    }
    return next;
  }

  /** How many pushes nobody has looked at. */
  int unseen() {
    return pushed.size();
  }

  /** Verifies a token by the published keys, as a receiver has to, and returns its claims. */
  static JsonNode verified(TestTenant tenant, String token) {
    String issuer = tenant.admin().base();
    try {
      JWSObject jws = JWSObject.parse(token);
      JWKSet keys = JWKSet.parse(tenant.admin().get("/.well-known/jwks.json").expect(200).text());
      RSAKey key = keys.getKeyByKeyId(jws.getHeader().getKeyID()).toRSAKey();
      assertTrue(
          jws.verify(
              new DefaultJWSVerifierFactory()
                  .createJWSVerifier(jws.getHeader(), key.toRSAPublicKey())));
      assertEquals("secevent+jwt", jws.getHeader().getType().getType());
      assertEquals("RS256", jws.getHeader().getAlgorithm().getName());
    } catch (ParseException | JOSEException e) {
      throw new AssertionError("not a security event token: " + token, e);
    }
    JsonNode claims = UnverifiedJwt.claims(token);
    assertTrue(claims.path("iss").asText().endsWith(issuer.substring(issuer.indexOf("/t/"))));
    assertTrue(!claims.has("sub") && !claims.has("exp"), claims.toString());
    return claims;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
