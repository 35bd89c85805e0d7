/** Adds the client credentials grant. */
package org.lumoauth.oauth.grant.clientcredentials;
