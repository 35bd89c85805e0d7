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
 */
public record SignaturePolicy(
    Set<CoveredComponent> components,
    Set<String> parameters,
    Set<SignatureAlgorithm> algorithms,
    Duration window) {
  public SignaturePolicy {
    components = Set.copyOf(components);
    parameters = Set.copyOf(parameters);
    algorithms = Set.copyOf(algorithms);
  }
}
