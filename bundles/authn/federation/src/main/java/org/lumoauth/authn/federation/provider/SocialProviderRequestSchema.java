/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.description.SchemaProperty;

/** The members of an identity provider in a request body. */
public record SocialProviderRequestSchema(
    String provider,
    String type,
    String displayName,
    @SchemaProperty(description = "An alias of `displayName`") String name,
    Boolean enabled,
    String clientId,
    String clientSecret,
    List<String> requestedScopes,
    @SchemaProperty(description = "An alias of `requestedScopes`") List<String> scopes,
    String brandColor,
    String iconUrl,
    Boolean jitProvisioningEnabled,
    @SchemaProperty(description = "An alias of `jitProvisioningEnabled`") Boolean allowSignup,
    Boolean autoLinkUsers,
    Boolean trustEmail,
    Boolean trustMfa,
    List<String> defaultRoles,
    Map<String, Object> claimMapping,
    Map<String, Object> customClaims,
    Map<String, Object> providerConfig,
    String issuerUrl,
    String authorizationUrl,
    String tokenUrl,
    String userInfoUrl) {}
