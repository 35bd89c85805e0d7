/** What has to happen before a request is granted: signing in, consent. */
package org.lumoauth.oauth.grant.authorizationcode.interaction;
