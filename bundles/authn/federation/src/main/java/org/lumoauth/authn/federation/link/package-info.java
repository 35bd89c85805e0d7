/** Links between identities at providers and users. */
package org.lumoauth.authn.federation.link;
