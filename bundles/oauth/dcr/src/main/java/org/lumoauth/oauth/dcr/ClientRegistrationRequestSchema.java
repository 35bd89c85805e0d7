/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.description.SchemaProperty;

/**
 * The client metadata of a registration request (RFC 7591 section 2 and its extensions). Unknown
 * members are ignored.
 */
record ClientRegistrationRequestSchema(
    @JsonProperty("client_name") String clientName,
    @JsonProperty("redirect_uris") List<String> redirectUris,
    @JsonProperty("grant_types") List<String> grantTypes,
    @JsonProperty("response_types") List<String> responseTypes,
    @JsonProperty("token_endpoint_auth_method")
        @SchemaProperty(description = "Default: `client_secret_basic`")
        String tokenEndpointAuthMethod,
    String scope,
    @JsonProperty("application_type") @SchemaProperty(oneOf = {"web", "native"})
        String applicationType,
    List<String> contacts,
    @JsonProperty("client_uri") String clientUri,
    @JsonProperty("logo_uri") String logoUri,
    @JsonProperty("policy_uri") String policyUri,
    @JsonProperty("tos_uri") String tosUri,
    @JsonProperty("jwks_uri") String jwksUri,
    Map<String, Object> jwks,
    @JsonProperty("sector_identifier_uri") String sectorIdentifierUri,
    @JsonProperty("initiate_login_uri") String initiateLoginUri,
    @JsonProperty("post_logout_redirect_uris") List<String> postLogoutRedirectUris,
    @JsonProperty("request_uris") List<String> requestUris,
    @JsonProperty("audience_uris") List<String> audienceUris,
    @JsonProperty("software_id") String softwareId,
    @JsonProperty("software_version") String softwareVersion,
    @JsonProperty("subject_type") @SchemaProperty(oneOf = {"public", "pairwise"})
        String subjectType,
    @JsonProperty("default_max_age") Long defaultMaxAge,
    @JsonProperty("default_acr_values") List<String> defaultAcrValues,
    @JsonProperty("require_auth_time") Boolean requireAuthTime,
    @JsonProperty("dpop_bound_access_tokens") Boolean dpopBoundAccessTokens,
    @JsonProperty("tls_client_certificate_bound_access_tokens")
        Boolean tlsClientCertificateBoundAccessTokens,
    @JsonProperty("require_pushed_authorization_requests")
        Boolean requirePushedAuthorizationRequests,
    @JsonProperty("require_signed_request_object") Boolean requireSignedRequestObject,
    @JsonProperty("frontchannel_logout_uri") String frontchannelLogoutUri,
    @JsonProperty("frontchannel_logout_session_required") Boolean frontchannelLogoutSessionRequired,
    @JsonProperty("backchannel_logout_uri") String backchannelLogoutUri,
    @JsonProperty("backchannel_logout_session_required") Boolean backchannelLogoutSessionRequired,
    @JsonProperty("backchannel_token_delivery_mode")
        @SchemaProperty(oneOf = {"poll", "ping", "push"})
        String backchannelTokenDeliveryMode,
    @JsonProperty("backchannel_client_notification_endpoint")
        String backchannelClientNotificationEndpoint,
    @JsonProperty("backchannel_user_code_parameter") Boolean backchannelUserCodeParameter,
    @JsonProperty("backchannel_authentication_request_signing_alg")
        String backchannelAuthenticationRequestSigningAlg,
    @JsonProperty("refresh_token_without_offline_access") Boolean refreshTokenWithoutOfflineAccess,
    @JsonProperty("authorization_details_types") List<String> authorizationDetailsTypes,
    @JsonProperty("tls_client_auth_subject_dn") String tlsClientAuthSubjectDn,
    @JsonProperty("tls_client_auth_san_dns") String tlsClientAuthSanDns,
    @JsonProperty("tls_client_auth_san_uri") String tlsClientAuthSanUri,
    @JsonProperty("tls_client_auth_san_ip") String tlsClientAuthSanIp,
    @JsonProperty("tls_client_auth_san_email") String tlsClientAuthSanEmail,
    @JsonProperty("token_endpoint_auth_signing_alg") String tokenEndpointAuthSigningAlg,
    @JsonProperty("id_token_signed_response_alg") String idTokenSignedResponseAlg,
    @JsonProperty("id_token_encrypted_response_alg") String idTokenEncryptedResponseAlg,
    @JsonProperty("id_token_encrypted_response_enc") String idTokenEncryptedResponseEnc,
    @JsonProperty("userinfo_signed_response_alg") String userinfoSignedResponseAlg,
    @JsonProperty("userinfo_encrypted_response_alg") String userinfoEncryptedResponseAlg,
    @JsonProperty("userinfo_encrypted_response_enc") String userinfoEncryptedResponseEnc,
    @JsonProperty("authorization_signed_response_alg") String authorizationSignedResponseAlg,
    @JsonProperty("authorization_encrypted_response_alg") String authorizationEncryptedResponseAlg,
    @JsonProperty("authorization_encrypted_response_enc") String authorizationEncryptedResponseEnc,
    @JsonProperty("introspection_signed_response_alg") String introspectionSignedResponseAlg,
    @JsonProperty("request_object_signing_alg") String requestObjectSigningAlg,
    @JsonProperty("request_object_encryption_alg") String requestObjectEncryptionAlg,
    @JsonProperty("request_object_encryption_enc") String requestObjectEncryptionEnc) {}
