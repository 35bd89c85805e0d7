package org.lumoauth.api.directory;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Changes what users may say of themselves. */
@ProviderType
public interface UserProfileService {

  /**
   * What somebody is called.
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
   * Changes what a user is called, and records it. A display name that was made of the old names,
   * or that there was none, is made of the new ones; any other stays.
   *
   * @param by who asked for it, for the audit record
   * @throws org.lumoauth.api.web.ApiException 404 {@code resource_not_found} if there is no such
   *     user
   */
  void rename(TenantContext tenant, String userId, PersonName names, AuditInitiator by);

  /**
   * Changes what a user is called, as {@link #rename} does, and where they live, in one step with
   * one record.
   *
   * @param address all that is to be known of it; {@link PostalAddress#NONE} takes it away
   * @param by who asked for it, for the audit record
   * @throws org.lumoauth.api.web.ApiException 404 {@code resource_not_found} if there is no such
   *     user
   */
  void changeNamesAndAddress(
      TenantContext tenant,
      String userId,
      PersonName names,
      PostalAddress address,
      AuditInitiator by);

  /**
   * Names of the standard claims that users may say of themselves (OpenID Connect Core section
   * 5.1). An address or name to sign in with is never among them, nor what was proven.
   */
  Set<String> editableClaims();

  /**
   * What is wrong with what somebody says of themselves.
   *
   * @param said text by claim, where {@code address} is its members' text by their names (section
   *     5.1.1); an empty text takes away what there is
   * @return a code by the name of the claim, or of the member of the address: {@code too-long},
   *     {@code control-character}, {@code phone-number}, {@code locale}, {@code zoneinfo}, {@code
   *     website}, {@code profile}, {@code birthdate}, {@code unknown}; empty if nothing is
   */
  Map<String, String> validateClaims(Map<String, ?> said);

  /**
   * Changes what a user says of themselves, in one step with one record; what is not named stays. A
   * display name follows as for {@link #rename}. A number that is another one is unproven. An
   * address is all that is to be known of it, but its {@code formatted} stays while nothing else of
   * it changes.
   *
   * @param said as for {@link #validateClaims}
   * @param by who asked for it, for the audit record
   * @throws org.lumoauth.api.web.ApiException 404 {@code resource_not_found} if there is no such
   *     user, 422 {@code validation_error} where there are {@link #validateClaims}
   */
  void changeClaims(TenantContext tenant, String userId, Map<String, ?> said, AuditInitiator by);
}
