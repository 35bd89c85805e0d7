/**
 * The authorization endpoint, the endpoint that resumes requests after sign-in, and the consent
 * endpoint.
 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;
