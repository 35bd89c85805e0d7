/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.StaleDataException;

/** Rotates and revokes keys on request and records the initiator. */
final class SigningKeyRotationService {

  private static final int ATTEMPTS = 3;

  private final SigningKeyStore store;
  private final SigningKeyProvisioner maker;
  private final KeyAuditRecorder journal;
  private final Clock clock;
  private final Duration overlap;

  SigningKeyRotationService(
      SigningKeyStore store,
      SigningKeyProvisioner maker,
      KeyAuditRecorder journal,
      Clock clock,
      Duration overlap) {
    this.store = store;
    this.maker = maker;
    this.journal = journal;
    this.clock = clock;
    this.overlap = overlap;
  }

  /**
   * Makes the next key current.
   *
   * @return the id of the new current key
   * @throws ApiException 409 {@code conflict}, 503 {@code audit_unavailable}
   */
  String rotate(String tenantId, SigningAlgorithm algorithm, AuditInitiator by) {
    journal.requireWritable();
    maker.createNext(tenantId, algorithm); // usually it was published long before
    Instant now = clock.instant();
    String kid =
        atomically(
            () ->
                store
                    .promote(tenantId, algorithm, now, now.plus(overlap))
                    .orElseThrow(SigningKeyRotationService::conflict));
    maker.announce(tenantId, kid);
    journal.record(
        tenantId,
        "signing_key.rotated",
        kid,
        "A signing key was rotated: the next key is now in use.",
        by,
        Map.of("algorithm", algorithm.name(), "overlap_seconds", overlap.toSeconds()));
    return kid;
  }

  /**
   * Revokes a key.
   *
   * @throws ApiException 404 {@code resource_not_found}, 409 {@code conflict}, 503 {@code
   *     audit_unavailable}
   */
  void revoke(String tenantId, String kid, AuditInitiator by) {
    journal.requireWritable();
    SigningAlgorithm algorithm =
        atomically(
            () ->
                store
                    .remove(tenantId, kid)
                    .orElseThrow(() -> ApiException.notFound("The signing key does not exist.")));
    maker.announce(tenantId, kid);
    journal.record(
        tenantId,
        "signing_key.revoked",
        kid,
        "A signing key was revoked.",
        by,
        Map.of("algorithm", algorithm.name()));
  }

  static ApiException conflict() {
    return new ApiException(
        409, "conflict", "The signing keys are being changed by another request. Try again.");
  }

  private static <T> T atomically(Supplier<T> change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return change.get();
      } catch (StaleDataException | DuplicateKeyException e) {
        continue; // another node changes them at the same time
      }
    }
    throw conflict();
  }
}
