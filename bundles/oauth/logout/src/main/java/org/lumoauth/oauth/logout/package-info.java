/**
 * How a sign-in ends for the clients too: logout that a client asks for, front-channel and
 * back-channel logout, and session management (OpenID Connect).
 */
package org.lumoauth.oauth.logout;
