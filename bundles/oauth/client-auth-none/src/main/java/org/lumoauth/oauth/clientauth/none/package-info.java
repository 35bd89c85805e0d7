/** Lets public clients say who they are. */
package org.lumoauth.oauth.clientauth.none;
