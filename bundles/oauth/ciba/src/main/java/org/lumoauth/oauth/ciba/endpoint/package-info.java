/** Where clients ask, and the pages on which people answer. */
package org.lumoauth.oauth.ciba.endpoint;
