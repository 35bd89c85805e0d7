/** Authorization requests and responses, scopes, {@code authorization_details} and consent. */
@Export
@Version("1.0.0")
package org.lumoauth.api.oauth.authorization;

