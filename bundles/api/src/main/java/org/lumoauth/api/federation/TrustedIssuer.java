/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.federation;

import java.time.Duration;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/**
 * An external issuer of assertions that a tenant trusts.
 *
 * @param id {@code tis_} and a ULID
 * @param issuer the {@code iss} of its assertions, compared byte for byte
 * @param name the display name
 * @param enabled whether it is trusted now
 * @param algorithms the allowed signature algorithms, asymmetric ones
 * @param audiences the accepted values of {@code aud}
 * @param clients the ids of the clients that may present its assertions
 * @param scope the maximum scope of tokens that are issued for its assertions
 * @param maxLifetime the maximum time until {@code exp}, and the maximum age of {@code iat}
 */
public record TrustedIssuer(
    String id,
    String issuer,
    String name,
    boolean enabled,
    Set<String> algorithms,
    Set<String> audiences,
    Set<String> clients,
    Set<String> scope,
    Duration maxLifetime) {
  public TrustedIssuer {
    algorithms = Set.copyOf(algorithms);
    audiences = Set.copyOf(audiences);
    clients = Set.copyOf(clients);
    scope = Set.copyOf(scope);
  }

  /** Returns the subject reference that the gate and the token service use. */
  public SubjectRef subject() {
    return new SubjectRef(SubjectRef.ISSUER, id);
  }
}
