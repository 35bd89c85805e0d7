/** Adds the client credentials grant. */
@NullMarked
package org.lumoauth.oauth.grant.clientcredentials;

import org.jspecify.annotations.NullMarked;
