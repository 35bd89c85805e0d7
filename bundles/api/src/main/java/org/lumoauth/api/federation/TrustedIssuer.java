package org.lumoauth.api.federation;

import java.time.Duration;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Somebody outside whose assertions a tenant trusts.
 *
 * @param id {@code tis_} and a ULID
 * @param issuer {@code iss} of its assertions, compared byte for byte
 * @param name what people call it
 * @param enabled whether it is trusted now
 * @param algorithms by which it may sign: asymmetric ones
 * @param audiences what {@code aud} may name
 * @param clients ids of the clients that may present its assertions
 * @param scope the ceiling of every token that is made from them
 * @param maxLifetime how far ahead {@code exp} may be, and how old {@code iat}
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

  /** As the gate and the token service know it. */
  public SubjectRef subject() {
    return new SubjectRef(SubjectRef.ISSUER, id);
  }
}
