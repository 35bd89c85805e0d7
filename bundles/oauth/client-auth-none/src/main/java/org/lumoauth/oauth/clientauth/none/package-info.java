/** Identifies public clients. */
package org.lumoauth.oauth.clientauth.none;
