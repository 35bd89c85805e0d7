/**
 * Notifies clients that a session has expired or was revoked (OpenID Connect Back-Channel Logout).
 */
package org.lumoauth.oauth.logout.notify;
