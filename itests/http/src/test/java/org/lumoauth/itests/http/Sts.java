package org.lumoauth.itests.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS's security token service and who signs for it, as far as Signature Version 4 and
 * GetCallerIdentity go: it checks the signature over what it gets.
 */
final class Sts {
  static final String ROLE = "arn:aws:iam::123456789012:role/reporter";
  static final String BODY = "Action=GetCallerIdentity&Version=2011-06-15";

  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String KEY_ID = "ASIAIOSFODNN7EXAMPLE";
  private static final String SCOPE = "/eu-central-1/sts/aws4_request";
  private static final String ANSWER =
      "{\"GetCallerIdentityResponse\":{\"GetCallerIdentityResult\":{\"Account\":\"123456789012\","
          + "\"Arn\":\"arn:aws:sts::123456789012:assumed-role/reporter/i-0123\","
          + "\"UserId\":\"AROAEXAMPLE:i-0123\"}}}";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String url;
  private final String host;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** The service at a site. */
  Sts(Site site) {
    this.url = site.address("/");
    this.host = url.replaceFirst("https://", "").replaceFirst("/$", "");
    site.answer("/", this::answer);
  }

  /** What it was asked, by signature. */
  List<String> asked() {
    return asked;
  }

  /** Headers that a workload signs for a server. */
  Map<String, String> headers(String server, Instant when) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/x-www-form-urlencoded; charset=utf-8");
    headers.put("host", host);
    headers.put("x-amz-date", TIME.format(when));
    headers.put("x-amz-security-token", "IQoJb3JpZ2luX2VjEXAMPLE");
    headers.put("x-lumoauth-server-id", server);
    return headers;
  }

  /** A signed request as it is shown. */
  Map<String, Object> signed(Map<String, String> headers) {
    String date = headers.get("x-amz-date");
    String names = String.join(";", headers.keySet());
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=%s/%s%s, SignedHeaders=%s, Signature=%s"
            .formatted(
                KEY_ID, date.substring(0, 8), SCOPE, names, signature(headers, names, date, BODY)));
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("method", "POST");
    request.put("url", url);
    request.put("headers", all);
    request.put("body", BODY);
    return request;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String names = authorization.replaceFirst(".*SignedHeaders=([^,]*),.*", "$1");
    String signature = authorization.replaceFirst(".*Signature=", "");
    asked.add(signature);
    Map<String, String> headers = new TreeMap<>();
    for (String name : names.split(";")) {
      headers.put(name, exchange.getRequestHeaders().getFirst(name));
    }
    boolean right =
        signature.equals(
            signature(headers, names, exchange.getRequestHeaders().getFirst("x-amz-date"), body));
    byte[] answer =
        (right ? ANSWER : "{\"Error\":{\"Code\":\"SignatureDoesNotMatch\"}}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(right ? 200 : 403, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  /** Signature Version 4, over a POST to the root. */
  private static String signature(
      Map<String, String> headers, String names, String date, String body) {
    StringBuilder canonical = new StringBuilder("POST\n/\n\n");
    Arrays.stream(names.split(";"))
        .forEach(name -> canonical.append(name).append(':').append(headers.get(name)).append('\n'));
    canonical.append('\n').append(names).append('\n').append(sha256(body));
    String day = date.substring(0, 8);
    String text =
        "AWS4-HMAC-SHA256\n" + date + "\n" + day + SCOPE + "\n" + sha256(canonical.toString());
    byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
    for (String part : List.of(day, "eu-central-1", "sts", "aws4_request")) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, text));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
