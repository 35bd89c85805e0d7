/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.time.Duration;
import java.util.Set;

/**
 * The requirements of a verifier (RFC 9421 section 3.2.1 and section 7).
 *
 * @param components the components that must be covered
 * @param parameters the required parameters, in addition to {@code created}
 * @param algorithms the allowed algorithms
 * @param window how far {@code created} may differ from the current time, in both directions
 * @param keyDecides whether only the key determines the algorithm, as a JWK does by its {@code
 *     alg}: the signature's parameter {@code alg} is then ignored (section 3.3.7)
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

  /** Creates a policy under which the parameter {@code alg} must agree with the key. */
  public SignatureVerificationPolicy(
      Set<CoveredComponent> components,
      Set<String> parameters,
      Set<SignatureAlgorithm> algorithms,
      Duration window) {
    this(components, parameters, algorithms, window, false);
  }
}
