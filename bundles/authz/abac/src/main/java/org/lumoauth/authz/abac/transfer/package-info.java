/** Attributes and policies as parts of the document of a tenant. */
package org.lumoauth.authz.abac.transfer;
