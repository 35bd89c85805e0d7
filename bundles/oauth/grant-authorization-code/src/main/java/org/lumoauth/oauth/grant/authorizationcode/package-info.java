/** The authorization endpoint and the authorization code grant. */
package org.lumoauth.oauth.grant.authorizationcode;
