/** Tests of the OpenAPI document, the reference and the documentation. */
package org.lumoauth.itests.http.contract;
