/** Registered OAuth clients. */
package org.lumoauth.oauth.clients;
