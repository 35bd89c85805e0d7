/**
 * Ends sessions for clients: RP-initiated, front-channel and back-channel logout, and session
 * management (OpenID Connect).
 */
package org.lumoauth.oauth.logout;
