/** What authors of models expect of them. Only kept here: tools read and try them. */
package org.lumoauth.authz.openfga.assertion;
