/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.description.SchemaProperty;

/** The members of a user in a request body. */
record UserRequestSchema(
    String email,
    String name,
    String givenName,
    String familyName,
    String username,
    String phoneNumber,
    Boolean phoneNumberVerified,
    Boolean emailVerified,
    String picture,
    Boolean isActive,
    String locale,
    String zoneinfo,
    @SchemaProperty(description = "The postal address") Map<String, String> address,
    @SchemaProperty(description = "Names by language tag") Map<String, Object> localized,
    List<String> roles,
    List<String> groups,
    String middleName,
    String nickname,
    String profile,
    String website,
    String gender,
    String birthdate) {}
