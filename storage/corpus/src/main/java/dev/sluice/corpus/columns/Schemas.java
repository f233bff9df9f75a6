package dev.sluice.corpus.columns;

import dev.sluice.corpus.columns.Column.Form;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** What columns are called in Parquet. */
final class Schemas {

  private static final String TABLE = "table";

  private Schemas() {}

  static MessageType of(List<Column> columns) {
    return new MessageType(TABLE, columns.stream().map(Schemas::type).toList());
  }

  private static Type type(Column column) {
    return switch (column.form()) {
      case TEXT ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
      case WHOLE -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
      case FLAG -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
      case TIME ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
              .named(column.name());
      case TEXTS ->
          Types.optionalList()
              .requiredElement(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      case NUMBERS ->
          Types.optionalMap()
              .key(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .requiredValue(PrimitiveTypeName.DOUBLE)
              .named(column.name());
    };
  }

  /** What a file says of a column. */
  static Column column(Type type) {
    Form form =
        type.isPrimitive()
            ? form(type.asPrimitiveType())
            : type.getLogicalTypeAnnotation()
                    instanceof LogicalTypeAnnotation.MapLogicalTypeAnnotation
                ? Form.NUMBERS
                : Form.TEXTS;
    return Column.recurring(type.getName(), form);
  }

  private static Form form(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case BINARY -> Form.TEXT;
      case DOUBLE -> Form.NUMBER;
      case BOOLEAN -> Form.FLAG;
      case INT64 ->
          type.getLogicalTypeAnnotation()
                  instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation
              ? Form.TIME
              : Form.WHOLE;
      default -> throw new IllegalArgumentException("a column of another form: " + type);
    };
  }
}
