/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.directory;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Changes the profile data that users may edit themselves. */
@ProviderType
public interface UserProfileService {

  /**
   * A person's name.
   *
   * @param given {@code given_name}
   * @param family {@code family_name}
   */
  record PersonName(Optional<String> given, Optional<String> family) {
    public PersonName {
      Objects.requireNonNull(given, "given");
      Objects.requireNonNull(family, "family");
    }
  }

  /**
   * Changes a user's names and records it. A display name that is empty or was derived from the old
   * names is derived from the new names. Any other display name does not change.
   *
   * @param by the initiator, for the audit record
   * @throws org.lumoauth.api.web.ApiException 404 {@code resource_not_found} if the user does not
   *     exist
   */
  void rename(TenantContext tenant, String userId, PersonName names, AuditInitiator by);

  /**
   * Changes a user's names, as {@link #rename} does, and the postal address in one operation with
   * one audit record.
   *
   * @param address the complete new address; {@link PostalAddress#NONE} removes it
   * @param by the initiator, for the audit record
   * @throws org.lumoauth.api.web.ApiException 404 {@code resource_not_found} if the user does not
   *     exist
   */
  void changeNamesAndAddress(
      TenantContext tenant,
      String userId,
      PersonName names,
      PostalAddress address,
      AuditInitiator by);

  /**
   * Returns the names of the standard claims that users may edit themselves (OpenID Connect Core
   * section 5.1). E-mail addresses, login names and verification states are never among them.
   */
  Set<String> editableClaims();

  /**
   * Validates the profile data that a user entered.
   *
   * @param said text by claim, where {@code address} is a map of its members' text by name (section
   *     5.1.1); an empty text removes the value
   * @return an error code by the name of the claim, or of the member of the address: {@code
   *     too-long}, {@code control-character}, {@code phone-number}, {@code locale}, {@code
   *     zoneinfo}, {@code website}, {@code profile}, {@code birthdate}, {@code unknown}; empty if
   *     the data is valid
   */
  Map<String, String> validateClaims(Map<String, ?> said);

  /**
   * Changes profile data of a user in one operation with one audit record; claims that are not
   * named remain. The display name follows as for {@link #rename}. A changed phone number becomes
   * unverified. An address is replaced completely, but its {@code formatted} remains while its
   * other members do not change.
   *
   * @param said as for {@link #validateClaims}
   * @param by the initiator, for the audit record
   * @throws org.lumoauth.api.web.ApiException 404 {@code resource_not_found} if the user does not
   *     exist, 422 {@code validation_error} if {@link #validateClaims} returns errors
   */
  void changeClaims(TenantContext tenant, String userId, Map<String, ?> said, AuditInitiator by);
}
