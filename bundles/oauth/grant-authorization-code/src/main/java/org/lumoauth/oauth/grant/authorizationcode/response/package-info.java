/** Response modes that return an authorization response to the client. */
@NullMarked
package org.lumoauth.oauth.grant.authorizationcode.response;

import org.jspecify.annotations.NullMarked;
