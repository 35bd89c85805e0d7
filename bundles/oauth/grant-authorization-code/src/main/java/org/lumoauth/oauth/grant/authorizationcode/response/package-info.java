/** Response modes that return an authorization response to the client. */
package org.lumoauth.oauth.grant.authorizationcode.response;
