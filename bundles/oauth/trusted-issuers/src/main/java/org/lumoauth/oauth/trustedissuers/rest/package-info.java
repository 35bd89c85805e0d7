/** The admin API of trusted issuers. */
package org.lumoauth.oauth.trustedissuers.rest;
