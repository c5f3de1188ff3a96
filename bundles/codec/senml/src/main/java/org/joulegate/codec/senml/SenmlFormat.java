package org.joulegate.codec.senml;

/** The CoAP content formats of SenML (RFC 8428 section 12.4) and their media types. */
public final class SenmlFormat {

  /** {@code application/senml+json}. */
  public static final int JSON = 110;

  /** {@code application/senml+cbor}. */
  public static final int CBOR = 112;

  /** The media type of {@link #JSON}. */
  public static final String JSON_MEDIA_TYPE = "application/senml+json";

  /** The media type of {@link #CBOR}. */
  public static final String CBOR_MEDIA_TYPE = "application/senml+cbor";

  private SenmlFormat() {}
}
