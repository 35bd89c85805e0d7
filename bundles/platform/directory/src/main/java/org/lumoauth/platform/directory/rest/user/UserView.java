/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.lumoauth.platform.directory.rest.NamedReferenceView;

/**
 * The JSON representation of {@code User}. Absent values are {@code null}; members of unavailable
 * modules are omitted.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record UserView(
    String id,
    String email,
    String username,
    String name,
    String givenName,
    String familyName,
    String picture,
    boolean emailVerified,
    String phoneNumber,
    boolean phoneNumberVerified,
    @JsonProperty("isActive") boolean active,
    boolean blocked,
    @JsonInclude(JsonInclude.Include.NON_NULL) Boolean mfaEnabled,
    @JsonProperty("isAdmin") boolean admin,
    String createdAt,
    String lastLoginAt,
    long loginCount,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<NamedReferenceView> roles,
    List<NamedReferenceView> groups,
    String locale,
    String zoneinfo,
    Map<String, String> address,
    Map<String, Map<String, String>> localized,
    String middleName,
    String nickname,
    String profile,
    String website,
    String gender,
    String birthdate,
    String updatedAt,
    String blockedAt,
    @JsonProperty("isJitProvisioned") boolean jitProvisioned,
    String jitProvisionedBy,
    String socialProvider) {}
