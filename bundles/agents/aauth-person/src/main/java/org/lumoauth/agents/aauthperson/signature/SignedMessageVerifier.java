/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.signature;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.agents.aauthperson.JsonS256Digest;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.httpsignatures.ContentDigestField;
import org.lumoauth.platform.httpsignatures.CoveredComponent;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException.SignatureFailureCause;
import org.lumoauth.platform.httpsignatures.MessageSignatureVerifier;
import org.lumoauth.platform.httpsignatures.SignableHttpMessage;
import org.lumoauth.platform.httpsignatures.SignatureAlgorithm;
import org.lumoauth.platform.httpsignatures.SignatureBaseBuilder;
import org.lumoauth.platform.httpsignatures.SignatureInput;
import org.lumoauth.platform.httpsignatures.SignatureKeyField;
import org.lumoauth.platform.httpsignatures.SignatureTargetUri;
import org.lumoauth.platform.httpsignatures.SignatureVerificationPolicy;
import org.lumoauth.platform.web.HttpExchange;

/** Verifies requests by the AAuth draft's profile (section HTTP Message Signatures Profile). */
public final class SignedMessageVerifier {

  private static final Duration WINDOW = Duration.ofSeconds(60);
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final String SEEN = "aap-seen";
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  private final ShortLivedRecordStore store;

  public SignedMessageVerifier(ShortLivedRecordStore store) {
    this.store = store;
  }

  /** Resolves the key of a signature. */
  public interface SignatureKeyResolver {
    AAuthVerificationKey find(SignatureKeyField named) throws SignatureErrorException;
  }

  /**
   * Verifies a request. A request that changes state is accepted only once: the same bytes again
   * are a replay, even within the time window.
   *
   * @throws SignatureErrorException if the signature is invalid
   */
  public void verify(TenantContext tenant, HttpExchange exchange, SignatureKeyResolver keys)
      throws SignatureErrorException {
    SignableHttpMessage message = message(exchange);
    byte[] body = exchange.view().body();
    try {
      var inputs = SignatureInput.read(message.field("signature-input"));
      if (inputs.size() != 1) {
        throw new SignatureErrorException("invalid_signature", "exactly one signature is required");
      }
      String label = inputs.keySet().iterator().next();
      SignatureKeyField named =
          SignatureKeyField.read(message.field("signature-key"), label)
              .orElseThrow(
                  () ->
                      new SignatureErrorException("invalid_signature", "Signature-Key is missing"));
      requireSameKey(inputs.get(label), named);
      AAuthVerificationKey key = keys.find(named);
      var verifier = new MessageSignatureVerifier(policy(body), InstantSource.system());
      SignatureInput input = verifier.verify(message, label, (unused, of) -> Optional.of(key));
      if (body.length > 0) {
        ContentDigestField.check(message.field("content-digest"), body);
      }
      takeOnce(tenant, exchange.view(), SignatureBaseBuilder.of(message, input));
    } catch (InvalidMessageSignatureException e) {
      throw failure(e, message, body);
    }
  }

  /**
   * A signature that identifies its key twice must identify the same key (section Signature
   * Parameters).
   */
  private static void requireSameKey(SignatureInput input, SignatureKeyField named)
      throws SignatureErrorException {
    Optional<String> kid = named.parameter("kid");
    if (kid.isPresent() && input.text("keyid").filter(id -> !id.equals(kid.get())).isPresent()) {
      throw new SignatureErrorException(
          "invalid_signature", "keyid and Signature-Key identify different keys");
    }
  }

  private static SignatureErrorException failure(
      InvalidMessageSignatureException e, SignableHttpMessage message, byte[] body) {
    if (e.problem() == SignatureFailureCause.COVERAGE) {
      return SignatureErrorException.coverage(e.getMessage(), covered(body));
    }
    String error =
        e.problem() == SignatureFailureCause.TIME && isAhead(message)
            ? "clock_skew"
            : "invalid_signature";
    return new SignatureErrorException(error, e.getMessage());
  }

  /** Whether it was signed further in the future than the accepted clock difference. */
  private static boolean isAhead(SignableHttpMessage message) {
    long latest = Instant.now().plus(WINDOW).getEpochSecond();
    try {
      for (var input : SignatureInput.read(message.field("signature-input")).values()) {
        if (input.time("created").filter(created -> created > latest).isPresent()) {
          return true;
        }
      }
      return false;
    } catch (InvalidMessageSignatureException e) {
      return false;
    }
  }

  private void takeOnce(TenantContext tenant, HttpRequestView view, String base)
      throws SignatureErrorException {
    if (!SAFE.contains(view.method())
        && !store.add(
            tenant,
            SEEN,
            JsonS256Digest.of(base.getBytes(StandardCharsets.US_ASCII)),
            Map.of("seen", true),
            Instant.now().plus(REMEMBERED))) {
      throw new SignatureErrorException("invalid_signature", "the request was already received");
    }
  }

  /** Section Covered Components. */
  private static List<String> covered(byte[] body) {
    List<String> names =
        new ArrayList<>(List.of("@method", "@authority", "@path", "signature-key"));
    if (body.length > 0) {
      names.addAll(List.of("content-digest", "content-type"));
    }
    return names;
  }

  private static SignatureVerificationPolicy policy(byte[] body) {
    return new SignatureVerificationPolicy(
        covered(body).stream().map(CoveredComponent::of).collect(Collectors.toSet()),
        Set.of(),
        Set.of(SignatureAlgorithm.ED25519, SignatureAlgorithm.ECDSA_P256_SHA256),
        WINDOW,
        true); // section Signature Parameters
  }

  private static SignableHttpMessage message(HttpExchange exchange) throws SignatureErrorException {
    HttpServletRequest request = exchange.request();
    Map<String, List<String>> fields = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      fields.put(name, Collections.list(request.getHeaders(name)));
    }
    HttpRequestView view = exchange.view();
    String url = view.url() + view.query().map(query -> "?" + query).orElse("");
    try {
      return SignableHttpMessage.request(view.method(), SignatureTargetUri.of(url), fields);
    } catch (IllegalArgumentException e) {
      throw new SignatureErrorException("invalid_signature", "the URL cannot be signed");
    }
  }
}
