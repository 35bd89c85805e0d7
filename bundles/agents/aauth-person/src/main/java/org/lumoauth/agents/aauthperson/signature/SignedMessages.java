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
import org.lumoauth.agents.aauthperson.S256;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.store.ShortLivedStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.httpsignatures.ContentDigest;
import org.lumoauth.platform.httpsignatures.CoveredComponent;
import org.lumoauth.platform.httpsignatures.HttpMessage;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException.Cause;
import org.lumoauth.platform.httpsignatures.MessageVerifier;
import org.lumoauth.platform.httpsignatures.SignatureAlgorithm;
import org.lumoauth.platform.httpsignatures.SignatureBase;
import org.lumoauth.platform.httpsignatures.SignatureInput;
import org.lumoauth.platform.httpsignatures.SignatureKeyField;
import org.lumoauth.platform.httpsignatures.SignaturePolicy;
import org.lumoauth.platform.httpsignatures.TargetUri;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Verifies requests by the draft's profile (section HTTP Message Signatures Profile). */
@Component(service = SignedMessages.class)
public final class SignedMessages {

  private static final Duration WINDOW = Duration.ofSeconds(60);
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final String SEEN = "aap-seen";
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  private final ShortLivedStore store;

  @Activate
  public SignedMessages(@Reference ShortLivedStore store) {
    this.store = store;
  }

  /** Finds the key of a signature. */
  public interface Keys {
    DraftKey find(SignatureKeyField named) throws SignatureFailure;
  }

  /**
   * Verifies a request. One that changes something is taken once: the same bytes again are a
   * replay, within the window too.
   *
   * @throws SignatureFailure if it does not hold
   */
  public void verify(TenantContext tenant, Exchange exchange, Keys keys) throws SignatureFailure {
    HttpMessage message = message(exchange);
    byte[] body = exchange.view().body();
    try {
      var inputs = SignatureInput.read(message.field("signature-input"));
      if (inputs.size() != 1) {
        throw new SignatureFailure("invalid_signature", "one signature is needed");
      }
      String label = inputs.keySet().iterator().next();
      SignatureKeyField named =
          SignatureKeyField.read(message.field("signature-key"), label)
              .orElseThrow(
                  () -> new SignatureFailure("invalid_signature", "Signature-Key is missing"));
      requireSameKey(inputs.get(label), named);
      DraftKey key = keys.find(named);
      var verifier = new MessageVerifier(policy(body), InstantSource.system());
      SignatureInput input = verifier.verify(message, label, (unused, of) -> Optional.of(key));
      if (body.length > 0) {
        ContentDigest.check(message.field("content-digest"), body);
      }
      takeOnce(tenant, exchange.view(), SignatureBase.of(message, input));
    } catch (InvalidMessageSignatureException e) {
      throw failure(e, message, body);
    }
  }

  /** A signature that names its key twice must not name two (section Signature Parameters). */
  private static void requireSameKey(SignatureInput input, SignatureKeyField named)
      throws SignatureFailure {
    Optional<String> kid = named.parameter("kid");
    if (kid.isPresent() && input.text("keyid").filter(id -> !id.equals(kid.get())).isPresent()) {
      throw new SignatureFailure("invalid_signature", "keyid and Signature-Key name two keys");
    }
  }

  private static SignatureFailure failure(
      InvalidMessageSignatureException e, HttpMessage message, byte[] body) {
    if (e.problem() == Cause.COVERAGE) {
      return SignatureFailure.coverage(e.getMessage(), covered(body));
    }
    String error =
        e.problem() == Cause.TIME && isAhead(message) ? "clock_skew" : "invalid_signature";
    return new SignatureFailure(error, e.getMessage());
  }

  /** Whether it was signed later than the clocks of two servers may be apart. */
  private static boolean isAhead(HttpMessage message) {
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

  private void takeOnce(TenantContext tenant, RequestView view, String base)
      throws SignatureFailure {
    if (!SAFE.contains(view.method())
        && !store.add(
            tenant,
            SEEN,
            S256.of(base.getBytes(StandardCharsets.US_ASCII)),
            Map.of("seen", true),
            Instant.now().plus(REMEMBERED))) {
      throw new SignatureFailure("invalid_signature", "the request was seen before");
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

  private static SignaturePolicy policy(byte[] body) {
    return new SignaturePolicy(
        covered(body).stream().map(CoveredComponent::of).collect(Collectors.toSet()),
        Set.of(),
        Set.of(SignatureAlgorithm.ED25519, SignatureAlgorithm.ECDSA_P256_SHA256),
        WINDOW,
        true); // section Signature Parameters
  }

  private static HttpMessage message(Exchange exchange) throws SignatureFailure {
    HttpServletRequest request = exchange.request();
    Map<String, List<String>> fields = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      fields.put(name, Collections.list(request.getHeaders(name)));
    }
    RequestView view = exchange.view();
    String url = view.url() + view.query().map(query -> "?" + query).orElse("");
    try {
      return HttpMessage.request(view.method(), TargetUri.of(url), fields);
    } catch (IllegalArgumentException e) {
      throw new SignatureFailure("invalid_signature", "the address can't be signed");
    }
  }
}
