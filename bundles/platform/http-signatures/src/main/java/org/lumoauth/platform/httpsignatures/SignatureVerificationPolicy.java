package org.lumoauth.platform.httpsignatures;

import java.time.Duration;
import java.util.Set;

/**
 * What a verifier insists on (RFC 9421 section 3.2.1 and section 7).
 *
 * @param components what must be covered, at least
 * @param parameters parameters that must be there; {@code created} always must
 * @param algorithms the algorithms that are taken
 * @param window how far {@code created} may be from now, either way
 * @param keyDecides whether the key alone says the algorithm, as a JWK does by its {@code alg}: the
 *     parameter {@code alg} is then not used at all (section 3.3.7), and says nothing if it is
 *     there
 */
public record SignatureVerificationPolicy(
    Set<CoveredComponent> components,
    Set<String> parameters,
    Set<SignatureAlgorithm> algorithms,
    Duration window,
    boolean keyDecides) {
  public SignatureVerificationPolicy {
    components = Set.copyOf(components);
    parameters = Set.copyOf(parameters);
    algorithms = Set.copyOf(algorithms);
  }

  /** One where what the parameter {@code alg} says must not differ from what the key says. */
  public SignatureVerificationPolicy(
      Set<CoveredComponent> components,
      Set<String> parameters,
      Set<SignatureAlgorithm> algorithms,
      Duration window) {
    this(components, parameters, algorithms, window, false);
  }
}
