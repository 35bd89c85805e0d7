package org.lumoauth.api.oauth;

/**
 * A client that proved who it is.
 *
 * @param client who
 * @param method how: a {@code token_endpoint_auth_method}
 */
public record AuthenticatedClient(Client client, String method) {}
