/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.client;

/**
 * An authenticated client.
 *
 * @param client the client
 * @param method the authentication method: a {@code token_endpoint_auth_method}
 */
public record AuthenticatedClient(Client client, String method) {}
