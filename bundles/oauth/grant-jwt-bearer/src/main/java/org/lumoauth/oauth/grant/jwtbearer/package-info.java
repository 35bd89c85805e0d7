/** The JWT bearer grant. */
package org.lumoauth.oauth.grant.jwtbearer;
