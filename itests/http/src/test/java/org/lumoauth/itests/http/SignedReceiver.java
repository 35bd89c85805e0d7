package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A receiver of signed webhooks at an address of a {@link Site}, and what it got. */
final class SignedReceiver {
  private static final int PATIENCE_SECONDS = 60;
  private static final Pattern SIGNATURE = Pattern.compile("t=(\\d+),v1=([0-9a-f]{64})");

  /** What came, the header that is to prove by whom, and whether it was taken. */
  record Told(String body, String signature, boolean taken) {

    /** The body, if whoever knows the secret signed it just now. */
    JsonNode signedBy(String secret) throws IOException {
      assertTrue(holds(secret, body), signature);
      assertFalse(holds(secret, body.replaceFirst("\\{", "{ ")), "a changed body");
      assertFalse(holds(secret + "x", body), "another secret");
      return Api.JSON.readTree(body);
    }

    Instant at() {
      return Instant.ofEpochSecond(Long.parseLong(parts().group(1)));
    }

    private boolean holds(String secret, String text) {
      Matcher parts = parts();
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signed = parts.group(1) + "." + text;
        return HexFormat.of()
            .formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)))
            .equals(parts.group(2));
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    private Matcher parts() {
      Matcher parts = SIGNATURE.matcher(signature);
      assertTrue(parts.matches(), signature);
      return parts;
    }
  }

  private final String url;
  private final AtomicInteger away;
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

  /**
   * Listens at a path.
   *
   * @param away how often it answers 503 before it takes anything
   */
  SignedReceiver(Site site, String path, int away) {
    this.url = site.address(path);
    this.away = new AtomicInteger(away);
    site.answer(path, this::receive);
  }

  String url() {
    return url;
  }

  /** The next that came, whatever it was answered. */
  Told next() throws InterruptedException {
    return next(PATIENCE_SECONDS);
  }

  /** It takes what comes from now on. */
  void back() {
    away.set(0);
  }

  /** The first that it takes, within so many seconds. */
  Told taken(long seconds) throws InterruptedException {
    Told next = next(seconds);
    while (!next.taken()) {
      next = next(seconds);
    }
    return next;
  }

  private Told next(long seconds) throws InterruptedException {
    Told next = told.poll(seconds, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nobody told " + url);
    }
    return next;
  }

  /** What comes next, which is what came before, signed anew. */
  JsonNode again(Told first, String secret) throws IOException, InterruptedException {
    Told second = next();
    JsonNode body = second.signedBy(secret);
    assertEquals(first.signedBy(secret), body);
    assertTrue(first.at().isBefore(second.at()), first.signature() + " " + second.signature());
    return body;
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String signature = exchange.getRequestHeaders().getFirst("X-LumoAuth-Signature");
    boolean taken = away.getAndDecrement() <= 0;
    told.add(new Told(body, String.valueOf(signature), taken));
    exchange.sendResponseHeaders(taken ? 204 : 503, -1);
  }
}
