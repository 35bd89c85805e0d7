/** Parses and validates authorization requests. */
package org.lumoauth.oauth.grant.authorizationcode.request;
