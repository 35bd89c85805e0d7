/** The authorization endpoint, where it goes on after signing in, and consent. */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;
