/** Identity providers as a section of the tenant export. */
package org.lumoauth.authn.federation.transfer;
