/** The tenant's name, logo and colours, with their contrast. */
package org.lumoauth.authn.pages.brand;
