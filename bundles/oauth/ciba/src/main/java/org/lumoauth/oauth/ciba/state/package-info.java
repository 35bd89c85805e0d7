/** Stored requests and their state. */
package org.lumoauth.oauth.ciba.state;
